# Five permission sets, and which group has which in which account. Groups come over from Entra ID; here they are only read.
data "aws_ssoadmin_instances" "this" {}

locals {
  instance = one(data.aws_ssoadmin_instances.this.arns)
  store    = one(data.aws_ssoadmin_instances.this.identity_store_ids)

  permission_sets = {
    PlatformAdmin = { managed = ["AdministratorAccess"], lasts = "PT4H", description = "Everything, for bootstrap and repair; day-to-day changes come by merge" }
    Developer     = { managed = ["PowerUserAccess"], lasts = "PT8H", description = "Apps outside production, within boundary/developer" }
    ReadOnly      = { managed = ["job-function/ViewOnlyAccess", "CloudWatchLogsReadOnlyAccess"], lasts = "PT8H", description = "See what runs, its logs and metrics, no stored data" }
    SecurityAudit = { managed = ["SecurityAudit", "AWSSecurityHubReadOnlyAccess"], lasts = "PT8H", description = "See every configuration and every finding" }
    Billing       = { managed = ["job-function/Billing"], lasts = "PT4H", description = "Costs, invoices, budgets" }
  }

  policies = merge([for name, set in local.permission_sets : { for policy in set.managed : "${name}:${policy}" => { set = name, policy = policy } }]...)

  grants = merge(flatten([for assignment in var.assignments : [for id in assignment.account_ids : {
    "${id}:${assignment.permission_set}:${assignment.group}" = { account = id, set = assignment.permission_set, group = assignment.group }
  }]])...)
}

resource "aws_ssoadmin_permission_set" "this" {
  for_each = local.permission_sets

  instance_arn     = local.instance
  name             = each.key
  description      = each.value.description
  session_duration = each.value.lasts
}

resource "aws_ssoadmin_managed_policy_attachment" "this" {
  for_each = local.policies

  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.this[each.value.set].arn
  managed_policy_arn = "arn:aws:iam::aws:policy/${each.value.policy}"
}

# Module account-baseline makes the boundary in every account, under this name.
resource "aws_ssoadmin_permissions_boundary_attachment" "developer" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.this["Developer"].arn

  permissions_boundary {
    customer_managed_policy_reference {
      name = "developer"
      path = "/boundary/"
    }
  }
}

data "aws_identitystore_group" "this" {
  for_each = toset([for assignment in var.assignments : assignment.group])

  identity_store_id = local.store

  alternate_identifier {
    unique_attribute {
      attribute_path  = "DisplayName"
      attribute_value = each.key
    }
  }
}

resource "aws_ssoadmin_account_assignment" "this" {
  for_each = local.grants

  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.this[each.value.set].arn
  principal_type     = "GROUP"
  principal_id       = data.aws_identitystore_group.this[each.value.group].group_id
  target_type        = "AWS_ACCOUNT"
  target_id          = each.value.account

  # A permission set is copied into the account with the policies that it has then.
  depends_on = [aws_ssoadmin_managed_policy_attachment.this, aws_ssoadmin_permissions_boundary_attachment.developer]
}
