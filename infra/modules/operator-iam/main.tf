# The role with which the operator enters an account: of an environment (environment*.tf), or of a registry (registry.tf).
data "aws_caller_identity" "this" {}
data "aws_region" "this" {}

locals {
  account_id = data.aws_caller_identity.this.account_id
  region     = data.aws_region.this.region

  # As the operator calls itself: AwsClients and AwsRegistry in operator/aws.
  session  = var.registry == null ? var.name : "registry-${var.name}"
  policies = var.registry == null ? local.environment_policies : local.registry_policies

  # EKS Pod Identity gives a pod's session tags that are transitive: they come along when it takes this role. https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html
  pod_tags = ["eks-cluster-arn", "eks-cluster-name", "kubernetes-namespace", "kubernetes-pod-name", "kubernetes-pod-uid", "kubernetes-service-account"]

  its_tag      = { "aws:RequestTag/meddevo:environment" = local.session }
  reads_images = { "aws:RequestTag/meddevo:reads" = "images" }
  entering = merge(local.its_tag, {
    "aws:PrincipalOrgID"  = var.organization_id
    "sts:ExternalId"      = var.external_id
    "sts:RoleSessionName" = "meddevo-operator-${local.session}"
  })

  # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceorgid
  # Without the second condition a negated one also denies what has no such key.
  never_outside_the_organization = {
    Sid      = "NeverOutsideTheOrganization"
    Effect   = "Deny"
    Action   = "*"
    Resource = "*"
    Condition = {
      StringNotEquals = { "aws:ResourceOrgID" = var.organization_id }
      Null            = { "aws:ResourceOrgID" = "false" }
    }
  }
}

resource "aws_iam_role" "operator" {
  name                 = "meddevo-${local.session}"
  path                 = "/operator/"
  description          = "The operator, in ${var.registry == null ? "environment" : "registry"} ${var.name}"
  max_session_duration = 3600

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat([
      { Sid = "OperatorOnly", Effect = "Allow", Principal = { AWS = var.operator_principal_arn }, Action = "sts:AssumeRole", Condition = { StringEquals = local.entering } },
      {
        Sid       = "UnderItsTag"
        Effect    = "Allow"
        Principal = { AWS = var.operator_principal_arn }
        Action    = "sts:TagSession"
        Condition = {
          StringEquals                = local.its_tag
          "ForAllValues:StringEquals" = { "aws:TagKeys" = concat(["meddevo:environment"], local.pod_tags) }
        }
      },
      ], [for statement in [
        # Whoever keeps the registry, and only under the tag to which policy guard denies all but reads.
        {
          Sid       = "ReadersOfImages"
          Effect    = "Allow"
          Principal = { AWS = sort(var.image_reader_principal_arns) }
          Action    = "sts:AssumeRole"
          Condition = { StringEquals = merge(local.entering, local.reads_images) }
        },
        {
          Sid       = "UnderTheirTags"
          Effect    = "Allow"
          Principal = { AWS = sort(var.image_reader_principal_arns) }
          Action    = "sts:TagSession"
          Condition = {
            StringEquals                = merge(local.its_tag, local.reads_images)
            "ForAllValues:StringEquals" = { "aws:TagKeys" = concat(["meddevo:environment", "meddevo:reads"], local.pod_tags) }
          }
        },
    ] : statement if length(var.image_reader_principal_arns) > 0])
  })
}

# Customer-managed, since inline ones share 10,240 characters: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
resource "aws_iam_policy" "operator" {
  for_each = local.policies

  name        = "meddevo-${local.session}-${each.key}"
  path        = "/operator/"
  description = "What the operator may do in ${local.session}: ${each.key}"
  policy      = each.value

  lifecycle {
    precondition {
      condition     = length(each.value) <= 6144
      error_message = "The policy ${each.key} has ${length(each.value)} characters and IAM takes 6,144: split it."
    }
  }
}

resource "aws_iam_role_policy_attachment" "operator" {
  for_each = aws_iam_policy.operator

  role       = aws_iam_role.operator.name
  policy_arn = each.value.arn
}
