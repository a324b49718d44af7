# What Control Tower itself denies and watches. The preventive ones of AWS that are mandatory are on without us.
locals {
  # https://docs.aws.amazon.com/controltower/latest/controlreference/strongly-recommended-controls.html
  watched = [
    "AWS-GR_ENCRYPTED_VOLUMES",
    "AWS-GR_RESTRICTED_COMMON_PORTS",
    "AWS-GR_RESTRICTED_SSH",
    "AWS-GR_S3_BUCKET_PUBLIC_READ_PROHIBITED",
    "AWS-GR_S3_BUCKET_PUBLIC_WRITE_PROHIBITED",
  ]

  # Set on top-level OUs; those below inherit.
  controls = { for pair in setproduct(["Infrastructure", "Workloads", "Sandbox"], local.watched) : "${pair[0]}:${pair[1]}" => { ou = pair[0], name = pair[1] } }
}

resource "aws_controltower_control" "watched" {
  for_each = local.controls

  control_identifier = "arn:aws:controltower:${var.home_region}::control/${each.value.name}"
  target_identifier  = local.ous[each.value.ou].arn

  depends_on = [aws_controltower_baseline.top]
}

# The region deny is a control, so AWS keeps the list of its global services. The launch API cannot set it, and Security must not have it:
# audit gathers findings wherever AWS makes them. https://docs.aws.amazon.com/controltower/latest/controlreference/ou-region-deny.html
resource "aws_controltower_control" "region_deny" {
  for_each = aws_organizations_organizational_unit.top

  control_identifier = "arn:aws:controltower:${var.home_region}::control/CT.MULTISERVICE.PV.1"
  target_identifier  = each.value.arn

  parameters {
    key   = "AllowedRegions"
    value = jsonencode(sort(var.allowed_regions)) # a parameter's value is JSON
  }
  parameters {
    key   = "ExemptedPrincipalArns"
    value = jsonencode([local.control_tower])
  }

  depends_on = [aws_controltower_baseline.top]
}
