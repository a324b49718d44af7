include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${get_repo_root()}/infra/modules//operator-identity"
}

inputs = {
  organization_id = include.root.locals.org.organization_id
  cluster_name    = include.root.locals.org.operator.cluster
  releases = {
    for release in distinct([for entered in include.root.locals.org.operator.enters : entered.release]) : release => [
      for account, entered in include.root.locals.org.operator.enters :
      "arn:aws:iam::${include.root.locals.org.accounts[account].id}:role/operator/meddevo-${account == include.root.locals.account ? "registry-" : ""}${account}"
      # the release that keeps the registry enters every environment, to read which images it needs
      if entered.release == release || include.root.locals.org.operator.enters["platform"].release == release
    ]
  }
}
