# Planning reads everything and no data; applying does what the stack's policy says. Both read the states that the stack names, and no others. Only applying locks and
# writes: any branch may plan, and one that could lock could hold up production, or take its lock away. A plan of a state that has moved on meanwhile is refused as stale.
resource "aws_iam_role_policy_attachment" "plan" {
  for_each = local.plan

  role       = aws_iam_role.this[each.key].name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

# ReadOnlyAccess reads contents too, and any branch may plan: take secrets, objects, messages and logs back.
resource "aws_iam_role_policy" "plan" {
  for_each = local.plan

  name = "no-data"
  role = aws_iam_role.this[each.key].name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "DenyContents"
        Effect = "Deny"
        Action = [
          "dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan",
          "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer",
          "logs:FilterLogEvents", "logs:GetLogEvents", "logs:StartQuery",
          "secretsmanager:BatchGetSecretValue", "secretsmanager:GetSecretValue",
          "sqs:ReceiveMessage",
        ]
        Resource = "*"
      },
      {
        Sid         = "DenyObjects"
        Effect      = "Deny"
        Action      = ["s3:GetObject", "s3:GetObjectVersion"]
        NotResource = "${var.state.bucket_arn}/*"
      },
      {
        Sid       = "DenySecretParameters"
        Effect    = "Deny"
        Action    = "kms:Decrypt"
        Resource  = "*"
        Condition = { StringLike = { "kms:ViaService" = ["ssm.*.amazonaws.com", "secretsmanager.*.amazonaws.com"] } }
      },
    ]
  })
}

resource "aws_iam_role_policy" "apply" {
  for_each = { for role, stack in local.apply : role => var.stacks[stack].policy if var.stacks[stack].policy != null }

  name   = "stack"
  role   = aws_iam_role.this[each.key].name
  policy = each.value
}

resource "aws_iam_role_policy_attachment" "apply" {
  for_each = merge([for role, stack in local.apply : { for arn in var.stacks[stack].managed_policies : "${role}:${reverse(split("/", arn))[0]}" => { role = role, arn = arn } }]...)

  role       = aws_iam_role.this[each.value.role].name
  policy_arn = each.value.arn
}

resource "aws_iam_role_policy" "state" {
  for_each = merge(local.plan, local.apply)

  name = "state"
  role = aws_iam_role.this[each.key].name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "List"
        Effect    = "Allow"
        Action    = "s3:ListBucket"
        Resource  = var.state.bucket_arn
        Condition = { StringLike = { "s3:prefix" = "${var.stacks[each.value].state_prefix}/*" } }
      },
      {
        Sid      = "Read"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = [for prefix in sort(setunion([var.stacks[each.value].state_prefix], var.stacks[each.value].reads)) : "${var.state.bucket_arn}/${prefix}/*"]
      },
      {
        Sid       = "Decrypt"
        Effect    = "Allow"
        Action    = "kms:Decrypt"
        Resource  = var.state.kms_key_arn
        Condition = { StringLike = { "kms:ViaService" = "s3.*.amazonaws.com" } }
      },
    ]
  })
}

resource "aws_iam_role_policy" "state_write" {
  for_each = local.apply

  name = "state-write"
  role = aws_iam_role.this[each.key].name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "Lock"
        Effect   = "Allow"
        Action   = ["s3:PutObject", "s3:DeleteObject"]
        Resource = "${var.state.bucket_arn}/${var.stacks[each.value].state_prefix}/*.tflock"
      },
      {
        Sid      = "Write"
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = "${var.state.bucket_arn}/${var.stacks[each.value].state_prefix}/terraform.tfstate"
      },
      {
        Sid       = "Encrypt"
        Effect    = "Allow"
        Action    = "kms:GenerateDataKey"
        Resource  = var.state.kms_key_arn
        Condition = { StringLike = { "kms:ViaService" = "s3.*.amazonaws.com" } }
      },
    ]
  })
}
