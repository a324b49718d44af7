# Made in a registered OU, an account is enrolled at once: recorder, trail and controls are there before anything else is.
resource "aws_organizations_account" "this" {
  for_each = var.accounts

  name      = each.key
  email     = each.value.email
  parent_id = local.ous[each.value.ou].id
  role_name = "AWSControlTowerExecution" # Control Tower enrols only an account that has it
  tags      = { Name = each.key }

  depends_on = [aws_controltower_baseline.top, aws_controltower_baseline.nested]

  lifecycle {
    prevent_destroy = true                                    # an account is suspended, and closed by a person
    ignore_changes  = [role_name, iam_user_access_to_billing] # known at creation only
  }
}
