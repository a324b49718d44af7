# Four kinds of policies, each from its own file in this module; where each hangs stands here.
# An OU takes five service control policies, FullAWSAccess and those of Control Tower among them: two files are enough.
locals {
  service_control = {
    baseline  = { content = local.baseline_scp, targets = { root = var.root_id } }
    workloads = { content = local.workloads_scp, targets = { Workloads = local.ous["Workloads"].id } }
    suspended = { content = local.suspended_scp, targets = { Suspended = local.ous["Suspended"].id } }
  }
}

resource "aws_organizations_policy" "service_control" {
  for_each = local.service_control
  name     = "meddevo-${each.key}"
  type     = "SERVICE_CONTROL_POLICY"
  content  = jsonencode(each.value.content)
}

resource "aws_organizations_policy_attachment" "service_control" {
  for_each  = merge([for name, policy in local.service_control : { for target, id in policy.targets : "${name}:${target}" => { policy = name, target = id } }]...)
  policy_id = aws_organizations_policy.service_control[each.value.policy].id
  target_id = each.value.target
}

# The management account is out of reach of SCPs and RCPs, and Security holds what AWS' own services deliver from everywhere.
resource "aws_organizations_policy" "resource_control" {
  name    = "meddevo-perimeter"
  type    = "RESOURCE_CONTROL_POLICY"
  content = jsonencode(local.perimeter_rcp)
}

resource "aws_organizations_policy_attachment" "resource_control" {
  for_each  = aws_organizations_organizational_unit.top
  policy_id = aws_organizations_policy.resource_control.id
  target_id = each.value.id
}

# A declarative policy is a setting, not a denial: AWS holds it for each account of today and tomorrow, and shows the message to whoever tries to change it.
# https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html
resource "aws_organizations_policy" "ec2" {
  name = "meddevo-ec2"
  type = "DECLARATIVE_POLICY_EC2"

  content = jsonencode({
    ec2_attributes = {
      exception_message            = { "@@assign" = "Set for the whole organisation. Ask the platform team if you need another value: docs/guides/organisation.md." }
      image_block_public_access    = { state = { "@@assign" = "block_new_sharing" } }
      snapshot_block_public_access = { state = { "@@assign" = "block_all_sharing" } }
      serial_console_access        = { status = { "@@assign" = "disabled" } }
      instance_metadata_defaults = {
        http_tokens                 = { "@@assign" = "required" }
        http_put_response_hop_limit = { "@@assign" = "1" }
      }
      vpc_block_public_access = {
        internet_gateway_block = {
          mode               = { "@@assign" = "block_ingress" }
          exclusions_allowed = { "@@assign" = "disabled" }
        }
      }
    }
  })
}

resource "aws_organizations_policy_attachment" "ec2" {
  policy_id = aws_organizations_policy.ec2.id
  target_id = var.root_id
}

# Enforced where the operator's rights hang on the tag; elsewhere a wrong value is reported.
resource "aws_organizations_policy" "tags" {
  name = "meddevo-tags"
  type = "TAG_POLICY"

  content = jsonencode({
    tags = {
      Environment = {
        tag_key      = { "@@assign" = "Environment" }
        tag_value    = { "@@assign" = sort(setunion(var.environments, ["shared", "security"])) }
        enforced_for = { "@@assign" = ["ecs:cluster", "ecs:service", "elasticfilesystem:file-system", "elasticloadbalancing:targetgroup"] }
      }
      ManagedBy = {
        tag_key   = { "@@assign" = "ManagedBy" }
        tag_value = { "@@assign" = ["meddevo-operator", "terraform"] }
      }
    }
  })
}

resource "aws_organizations_policy_attachment" "tags" {
  policy_id = aws_organizations_policy.tags.id
  target_id = var.root_id
}
