// What the restricted Pod Security Standard asks (https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted), and a little more.

/** @returns a sentence for each way in which a pod could do more than it must */
export function weaknesses(documents) {
  return documents.flatMap(document => {
    const pod = document.spec?.template?.spec
    if (!pod) return []
    const name = `${document.kind}/${document.metadata.name}`
    const found = []
    const must = (holds, sentence) => { if (!holds) found.push(`${name}: ${sentence}`) }
    must(pod.securityContext?.runAsNonRoot === true, 'runs as root')
    must(pod.securityContext?.runAsUser > 0, 'has no user number, and an image could name root')
    must(pod.securityContext?.seccompProfile?.type === 'RuntimeDefault', 'may make every system call')
    must(!pod.hostNetwork && !pod.hostPID && !pod.hostIPC, 'shares a namespace of its node')
    must((pod.volumes ?? []).every(volume => !volume.hostPath), 'mounts a folder of its node')
    for (const container of [...(pod.initContainers ?? []), ...pod.containers]) {
      const context = container.securityContext ?? {}
      must(context.readOnlyRootFilesystem === true, `${container.name} can write to its root file system`)
      must(context.allowPrivilegeEscalation === false && !context.privileged, `${container.name} can gain privileges`)
      must(context.capabilities?.drop?.includes('ALL') && !context.capabilities.add, `${container.name} has capabilities`)
      must(container.resources?.limits?.memory && container.resources?.requests?.cpu, `${container.name} has no bounds`)
      must(container.livenessProbe && container.readinessProbe && container.startupProbe, `${container.name} lacks a probe`)
    }
    return found
  })
}

/** @returns a sentence for each rule that gives more than a name, a verb and a resource */
export function wildcards(documents) {
  return documents.filter(document => /Role$/.test(document.kind)).flatMap(document => document.rules
    .filter(rule => [rule.apiGroups, rule.resources, rule.verbs].flat().includes('*'))
    .map(() => `${document.kind}/${document.metadata.name} has a wildcard`))
}
