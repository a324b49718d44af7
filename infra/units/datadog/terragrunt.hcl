# Needs DD_API_KEY and DD_APP_KEY where Terraform runs.
include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${get_repo_root()}/infra/modules//datadog"
}

dependency "ecs-cluster" {
  config_path                             = "../ecs-cluster"
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs = {
    kms_key_arn         = "arn:aws:kms:eu-central-1:000000000000:key/00000000-0000-0000-0000-000000000000"
    exec_log_group_name = "/ecs/exec"
  }
}

inputs = {
  environment                      = values.environment
  datadog_account_id               = include.root.locals.org.vendor_accounts.datadog
  kms_key_arn                      = dependency.ecs-cluster.outputs.kms_key_arn
  failed_bucket_arn                = "arn:aws:s3:::meddevo-logs-datadog-${include.root.locals.org.accounts.log-archive.id}"
  recorded_sessions_log_group_name = dependency.ecs-cluster.outputs.exec_log_group_name
  notify                           = "@slack-meddevo-${values.environment}"
  runbooks_url                     = "https://gitlab.com/${include.root.locals.org.gitlab_project}/-/blob/master/docs/runbooks"
}
