# Who the operator is before it enters an account: a role for the pods of each of its releases, which may become that release's roles in the accounts and nothing else.
data "aws_caller_identity" "this" {}
data "aws_region" "this" {}

locals {
  # As gitops/<release>/operator names them.
  service_accounts = { for release in keys(var.releases) : release => { namespace = "meddevo-system-${release}", name = "meddevo-${release}" } }

  # The tags that EKS gives a session say which pod asks: https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html
  pods = { for release, account in local.service_accounts : release => jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "PodsOfThisRelease"
      Effect    = "Allow"
      Principal = { Service = "pods.eks.amazonaws.com" }
      Action    = ["sts:AssumeRole", "sts:TagSession"]
      Condition = { StringEquals = {
        "aws:RequestTag/eks-cluster-arn"            = "arn:aws:eks:${data.aws_region.this.region}:${data.aws_caller_identity.this.account_id}:cluster/${coalesce(var.cluster_name, "none")}"
        "aws:RequestTag/kubernetes-namespace"       = account.namespace
        "aws:RequestTag/kubernetes-service-account" = account.name
      } }
    }]
  }) }
  instance = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "InstanceOfOurs", Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role" "this" {
  for_each = var.releases

  name                 = "meddevo-operator-${each.key}"
  path                 = "/operator/"
  description          = "The operator's release ${each.key}, before it enters an account"
  max_session_duration = 3600
  assume_role_policy   = var.cluster_name == null ? local.instance : local.pods[each.key]
}

resource "aws_iam_role_policy" "this" {
  for_each = var.releases

  name = "enter"
  role = aws_iam_role.this[each.key].name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "EnterWhatItDrives"
      Effect    = "Allow"
      Action    = ["sts:AssumeRole", "sts:TagSession"]
      Resource  = sort(each.value)
      Condition = { StringEquals = { "aws:ResourceOrgID" = var.organization_id } }
    }]
  })
}
