# The operator's role for the registry. The unit is called operator-iam in its account: the organisation lets only ci/tf-operator-iam-apply write roles of the operator.
include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "${get_repo_root()}/infra/modules//operator-iam"
}

# IAM refuses a trust in a role that is not there. In the other accounts nothing waits: platform is applied before them.
dependencies {
  paths = ["../operator/operator-identity"]
}

dependency "ecr" {
  config_path                             = "../ecr"
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs = {
    kms_key_arn = "arn:aws:kms:eu-central-1:000000000000:key/00000000-0000-0000-0000-000000000000"
  }
}

inputs = {
  name                   = include.root.locals.account
  operator_principal_arn = "arn:aws:iam::${include.root.locals.account_id}:role/operator/meddevo-operator-${include.root.locals.org.operator.enters[include.root.locals.account].release}"
  external_id            = include.root.locals.org.operator.enters[include.root.locals.account].external_id
  organization_id        = include.root.locals.org.organization_id
  registry = {
    prefix      = include.root.locals.org.registry_prefix
    kms_key_arn = dependency.ecr.outputs.kms_key_arn
  }
}
