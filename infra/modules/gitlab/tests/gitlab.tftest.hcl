mock_provider "gitlab" {
  override_during = plan

  mock_data "gitlab_group" {
    defaults = { group_id = 100 }
  }
  mock_resource "gitlab_project" {
    defaults = { id = "1", path_with_namespace = "meddevo/meddevo" }
  }
  mock_resource "gitlab_project_environment" {}
}

override_data {
  override_during = plan
  target          = data.gitlab_group.approvers["platform"]
  values          = { group_id = 101 }
}

override_data {
  override_during = plan
  target          = data.gitlab_group.approvers["quality"]
  values          = { group_id = 102 }
}

variables {
  group_path      = "meddevo"
  approver_groups = { platform = "meddevo/platform", quality = "meddevo/quality" }
}

run "a_token_says_whether_its_branch_is_protected" {
  command = plan

  assert {
    condition     = gitlab_project.this.ci_id_token_sub_claim_components == tolist(["project_path", "ref_type", "ref", "ref_protected"])
    error_message = "gitlab-oidc compares project_path:…:ref_type:branch:ref:…:ref_protected:true, in this order; without ref every branch would be the same."
  }
}

run "nobody_pushes_to_develop_or_master" {
  command = plan

  assert {
    condition     = toset(keys(gitlab_branch_protection.this)) == toset(["develop", "master"]) && gitlab_branch_protection.deploy.push_access_level == "maintainer" && !gitlab_branch_protection.deploy.allow_force_push && alltrue([for protection in gitlab_branch_protection.this : protection.push_access_level == "no one" && !protection.allow_force_push && protection.code_owner_approval_required])
    error_message = "Both branches change by merge request only, with the code owners' approval."
  }
  assert {
    condition     = gitlab_branch_protection.this["master"].merge_access_level == "maintainer" && gitlab_project.this.only_allow_merge_if_pipeline_succeeds && !gitlab_project.this.allow_merge_on_skipped_pipeline
    error_message = "Maintainers merge into master, and only what was tested."
  }
}

run "production_waits_for_two_approvals_from_two_groups" {
  command = plan

  assert {
    condition     = alltrue([for name in ["production", "infra/develop", "infra/production", "infra/organization"] : toset(gitlab_project_protected_environment.guarded[name].approval_rules[*].group_id) == toset([101, 102])])
    error_message = "One approval of platform and one of quality."
  }
  assert {
    condition     = alltrue([for name in ["infra/develop/owner", "infra/production/owner", "infra/organization/owner"] : toset(gitlab_project_protected_environment.guarded[name].approval_rules[*].group_id) == toset([101])])
    error_message = "One approval of platform, for what infra/policy/routes.yaml sends along the route owner."
  }
  assert {
    condition     = alltrue([for environment in gitlab_project_protected_environment.open : one(environment.deploy_access_levels_attribute).access_level == (environment.environment == "develop" || environment.environment == "infra/develop/auto" ? "developer" : "maintainer")])
    error_message = "What needs no approval in production still comes from a maintainer's merge."
  }
}

run "an_approval_is_a_second_persons_signature_on_what_is_merged" {
  command = plan

  assert {
    condition     = !gitlab_project_level_mr_approvals.this.merge_requests_author_approval && gitlab_project_level_mr_approvals.this.merge_requests_disable_committers_approval && gitlab_project_level_mr_approvals.this.reset_approvals_on_push && gitlab_project_level_mr_approvals.this.require_password_to_approve
    error_message = "Not one's own, not of something older, and with a password."
  }
}

run "secrets_and_states_are_not_pushed" {
  command = plan

  assert {
    condition     = gitlab_project.this.push_rules[0].prevent_secrets && gitlab_project.this.push_rules[0].reject_unsigned_commits
    error_message = "Push rules must refuse secrets and unsigned commits."
  }
  assert {
    condition     = alltrue([for file in ["live/bootstrap.tfstate", "live/terraform.tfstate.backup", "tfplan", "plans/develop/tfplan.json"] : can(regex(gitlab_project.this.push_rules[0].file_name_regex, file))]) && !can(regex(gitlab_project.this.push_rules[0].file_name_regex, "infra/modules/tfstate/main.tf"))
    error_message = "States and plans hold secrets, and must not be pushed; the module that keeps states may."
  }
  assert {
    condition     = alltrue([for branch in ["develop", "master", "deploy/production", "feature/efs-2", "fix/typo"] : can(regex(gitlab_project.this.push_rules[0].branch_name_regex, branch))]) && !can(regex(gitlab_project.this.push_rules[0].branch_name_regex, "masterful"))
    error_message = "Branches are named after what they are for."
  }
}

run "drift_is_looked_for_every_night_on_each_branch" {
  command = plan

  assert {
    condition     = alltrue([for branch in ["develop", "master"] : gitlab_pipeline_schedule.drift[branch].ref == "refs/heads/${branch}" && gitlab_pipeline_schedule.drift[branch].cron == "0 4 * * *"])
    error_message = "Each account is compared with the branch that it is applied from, each night: develop is ahead of master most of the time."
  }
}

run "refuses_one_group_for_both_approvals" {
  command = plan
  variables {
    approver_groups = { platform = "meddevo/platform", quality = "meddevo/platform" }
  }
  expect_failures = [var.approver_groups]
}

run "refuses_paths_with_slashes_at_an_end_and_a_clock_that_is_none" {
  command = plan
  variables {
    group_path = "/meddevo"
    project    = "Meddevo Platform"
    drift_cron = "daily"
  }
  expect_failures = [var.group_path, var.project, var.drift_cron]
}
