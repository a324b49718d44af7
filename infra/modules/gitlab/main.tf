# The project itself. The rules here are what the other modules trust in: gitlab-oidc lets protected branches in, because nothing gets there unseen.
data "gitlab_group" "this" {
  full_path = var.group_path
}

resource "gitlab_project" "this" {
  name             = var.project
  namespace_id     = data.gitlab_group.this.group_id
  description      = "A declarative platform for ECS: operator, infrastructure, apps"
  visibility_level = "private"
  default_branch   = "develop"

  # A token's subject, which is all that AWS compares. The branch alone would not do: one that lost its protection still has its name.
  # https://docs.gitlab.com/ci/secrets/id_token_authentication/, https://docs.gitlab.com/api/projects/#edit-a-project
  ci_id_token_sub_claim_components = ["project_path", "ref_type", "ref", "ref_protected"]

  # A merge is what was tested: only by merge request, only when its pipeline and every discussion is done.
  merge_method                                     = "merge"
  squash_option                                    = "default_off"
  merge_pipelines_enabled                          = true
  merge_trains_enabled                             = true
  only_allow_merge_if_pipeline_succeeds            = true
  only_allow_merge_if_all_discussions_are_resolved = true
  allow_merge_on_skipped_pipeline                  = false
  remove_source_branch_after_merge                 = true

  # An older deployment never runs over a newer one; who starts one cannot approve it by a trigger; variables of a pipeline are nobody's to set.
  ci_forward_deployment_enabled               = true
  ci_forward_deployment_rollback_allowed      = false
  allow_pipeline_trigger_approve_deployment   = false
  ci_pipeline_variables_minimum_override_role = "no_one_allowed"
  ci_restrict_pipeline_cancellation_role      = "maintainer"
  ci_separated_caches                         = true # what an unprotected branch caches, a protected one never reads
  ci_push_repository_for_job_token_allowed    = false
  auto_cancel_pending_pipelines               = "enabled"
  resource_group_default_process_mode         = "oldest_first"
  auto_devops_enabled                         = false
  public_jobs                                 = false
  shared_runners_enabled                      = false # plans and digests stay on our own machines
  group_runners_enabled                       = true
  pre_receive_secret_detection_enabled        = true
  archive_on_destroy                          = true

  push_rules {
    prevent_secrets               = true
    member_check                  = true
    commit_committer_check        = true
    commit_committer_name_check   = true
    reject_unsigned_commits       = true
    deny_delete_tag               = true
    max_file_size                 = 10 # MB
    branch_name_regex             = "^(develop|master|deploy/(develop|production)|(feature|fix|chore|renovate)/[-a-z0-9._/]+)$"
    commit_message_negative_regex = "(?i)^(wip|fixup!|squash!)"
    file_name_regex               = "(\\.pem|\\.p12|\\.key|\\.tfstate[^/]*|(^|/)tfplan[^/]*|id_rsa)$"
  }

  lifecycle {
    prevent_destroy = true
  }
}

# develop is where work meets, master is what production runs. Nobody pushes to either.
resource "gitlab_branch" "master" {
  project         = gitlab_project.this.id
  name            = "master"
  ref             = "develop"
  keep_on_destroy = true
}

resource "gitlab_branch_protection" "this" {
  for_each = { develop = "developer", master = "maintainer" }

  project                      = gitlab_project.this.id
  branch                       = each.key
  push_access_level            = "no one"
  merge_access_level           = each.value
  unprotect_access_level       = "admin"
  allow_force_push             = false
  code_owner_approval_required = true

  depends_on = [gitlab_branch.master]
}

# What Flux follows. The pipeline's service account, a maintainer, pushes digests there (infra/ci/deploy); nothing is merged into it.
resource "gitlab_branch_protection" "deploy" {
  project            = gitlab_project.this.id
  branch             = "deploy/*"
  push_access_level  = "maintainer"
  merge_access_level = "no one"
  allow_force_push   = false
}

resource "gitlab_tag_protection" "releases" {
  project             = gitlab_project.this.id
  tag                 = "v*"
  create_access_level = "maintainer"
}
