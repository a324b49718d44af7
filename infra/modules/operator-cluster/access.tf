# Who gets in: people with one permission set, by its role in this account, whose name Identity Center ends in letters of its own; and the operator's pods into AWS.
# No role of the pipeline: Flux pulls.
data "aws_iam_roles" "admin" {
  path_prefix = "/aws-reserved/sso.amazonaws.com/"
  name_regex  = "^AWSReservedSSO_${var.admin_permission_set}_[0-9a-f]{16}$"

  lifecycle {
    postcondition {
      condition     = length(self.arns) == 1
      error_message = "Nobody has the permission set ${var.admin_permission_set} in this account yet, so nobody would get into the cluster: assign it (people.assignments in infra/live/org.yaml, unit identity-center), then plan again."
    }
  }
}

resource "aws_eks_access_entry" "admin" {
  cluster_name  = aws_eks_cluster.this.name
  principal_arn = one(data.aws_iam_roles.admin.arns)
}

resource "aws_eks_access_policy_association" "admin" {
  cluster_name  = aws_eks_cluster.this.name
  principal_arn = aws_eks_access_entry.admin.principal_arn
  policy_arn    = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"

  access_scope {
    type = "cluster"
  }
}

resource "aws_eks_pod_identity_association" "operator" {
  for_each = var.service_accounts

  cluster_name    = aws_eks_cluster.this.name
  namespace       = each.value.namespace
  service_account = each.value.name
  role_arn        = each.value.role_arn
}
