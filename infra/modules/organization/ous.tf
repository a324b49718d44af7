locals {
  # The tree: path -> parent, "" for the root. Security is not here, it belongs to landing-zone.
  parents = {
    "Infrastructure"    = ""
    "Workloads"         = ""
    "Workloads/NonProd" = "Workloads"
    "Workloads/Prod"    = "Workloads"
    "Sandbox"           = ""
    "PolicyStaging"     = "" # an empty account: a changed policy is tried here first
    "Suspended"         = "" # what is moved here can do nothing, and its records stay
  }

  top    = toset([for path, parent in local.parents : path if parent == ""])
  nested = { for path, parent in local.parents : path => parent if parent != "" }
  ous    = merge(aws_organizations_organizational_unit.top, aws_organizations_organizational_unit.nested)
}

resource "aws_organizations_organizational_unit" "top" {
  for_each  = local.top
  name      = each.key
  parent_id = var.root_id
}

resource "aws_organizations_organizational_unit" "nested" {
  for_each  = local.nested
  name      = trimprefix(each.key, "${each.value}/")
  parent_id = aws_organizations_organizational_unit.top[each.value].id
}

# An OU is registered with Control Tower by enabling AWSControlTowerBaseline on it, parents first; its accounts are then enrolled by themselves.
# https://docs.aws.amazon.com/controltower/latest/userguide/types-of-baselines.html
locals {
  baseline = "arn:aws:controltower:${var.home_region}::baseline/17BSJV3IGJ2QSGA2"
}

resource "aws_controltower_baseline" "top" {
  for_each = aws_organizations_organizational_unit.top

  baseline_identifier = local.baseline
  baseline_version    = var.baseline_version
  target_identifier   = each.value.arn

  parameters {
    key   = "IdentityCenterEnabledBaselineArn"
    value = var.identity_center_enabled_baseline_arn
  }
}

resource "aws_controltower_baseline" "nested" {
  for_each = aws_organizations_organizational_unit.nested

  baseline_identifier = local.baseline
  baseline_version    = var.baseline_version
  target_identifier   = each.value.arn

  parameters {
    key   = "IdentityCenterEnabledBaselineArn"
    value = var.identity_center_enabled_baseline_arn
  }

  depends_on = [aws_controltower_baseline.top]
}
