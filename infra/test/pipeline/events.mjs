// What happens in GitLab, and what changed; the jobs of each are written down in events/. gitlab-ci-local makes jobs whatever workflow:rules say, so events that
// GitLab answers with no pipeline at all are not here.
const merge = target => ({CI_PIPELINE_SOURCE: 'merge_request_event', CI_COMMIT_BRANCH: '', CI_MERGE_REQUEST_IID: '7', CI_MERGE_REQUEST_TARGET_BRANCH_NAME: target});
const push = {CI_PIPELINE_SOURCE: 'push'};

export const EVENTS = {
  'branch-with-java': {branch: 'feature/one', changed: ['operator/core/One.java'], variables: push},
  'branch-with-infra': {branch: 'feature/one', changed: ['infra/units/efs/terragrunt.hcl'], variables: push},
  'merge-request-of-docs': {branch: 'feature/one', changed: ['README.md'], variables: merge('develop')},
  'merge-request-of-java': {branch: 'feature/one', changed: ['operator/cli/One.java'], variables: merge('develop')},
  'merge-request-of-an-app': {branch: 'feature/one', changed: ['apps/techdoc/app.yaml'], variables: merge('develop')},
  'merge-request-of-the-fleet': {branch: 'feature/one', changed: ['gitops/fleet/kustomization.yaml'], variables: merge('develop')},
  'merge-request-of-infra': {branch: 'feature/one', changed: ['infra/modules/efs/main.tf'], variables: merge('develop')},
  'merge-request-into-a-feature': {branch: 'feature/one', changed: ['apps/techdoc/app.yaml', 'infra/modules/efs/main.tf'], variables: merge('feature/two')},
  'merge-request-into-master': {branch: 'develop', changed: ['infra/modules/efs/main.tf', 'operator/core/One.java'], variables: merge('master')},
  'develop-with-java': {branch: 'develop', changed: ['operator/core/One.java'], variables: push},
  'develop-with-infra': {branch: 'develop', changed: ['infra/live/org.yaml'], variables: push},
  'master-with-java': {branch: 'master', changed: ['operator/core/One.java'], variables: push},
  'master-with-infra': {branch: 'master', changed: ['infra/units/efs/terragrunt.hcl'], variables: push},
  tag: {branch: 'master', changed: ['README.md'], variables: {...push, CI_COMMIT_TAG: 'v1.0.0', CI_COMMIT_BRANCH: ''}},
  'schedule-on-develop': {branch: 'develop', changed: ['infra/live/org.yaml'], variables: {CI_PIPELINE_SOURCE: 'schedule'}},
  'schedule-on-master': {branch: 'master', changed: ['infra/live/org.yaml'], variables: {CI_PIPELINE_SOURCE: 'schedule'}},
};
