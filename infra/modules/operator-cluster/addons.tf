# What every pod needs: addresses, a proxy, names, credentials. Of each the version that AWS holds best for this Kubernetes; the nightly comparison tells when that moves.
locals {
  addons_of_nodes = {
    "eks-pod-identity-agent" = null
    "kube-proxy"             = null
    "vpc-cni"                = jsonencode({ enableNetworkPolicy = "true" }) # the operator's policy would hold nothing otherwise
  }
}

data "aws_eks_addon_version" "this" {
  for_each = setunion(keys(local.addons_of_nodes), ["coredns"])

  addon_name         = each.key
  kubernetes_version = var.kubernetes_version
}

resource "aws_eks_addon" "of_nodes" {
  for_each = local.addons_of_nodes

  cluster_name                = aws_eks_cluster.this.name
  addon_name                  = each.key
  addon_version               = data.aws_eks_addon_version.this[each.key].version
  configuration_values        = each.value
  resolve_conflicts_on_update = "OVERWRITE"

  dynamic "pod_identity_association" {
    for_each = each.key == "vpc-cni" ? { "aws-node" = aws_iam_role.cni.arn } : {}

    content {
      service_account = pod_identity_association.key
      role_arn        = pod_identity_association.value
    }
  }
}

resource "aws_eks_addon" "coredns" {
  cluster_name                = aws_eks_cluster.this.name
  addon_name                  = "coredns"
  addon_version               = data.aws_eks_addon_version.this["coredns"].version
  resolve_conflicts_on_update = "OVERWRITE"

  depends_on = [aws_eks_node_group.this] # it is ready once its pods run somewhere
}

# Addresses are the plugin's to give, not the node's.
resource "aws_iam_role" "cni" {
  name        = "${var.name}-cni"
  path        = "/eks/"
  description = "Network plugin of EKS cluster ${var.name}"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "pods.eks.amazonaws.com" }
      Action    = ["sts:AssumeRole", "sts:TagSession"]
      Condition = { StringEquals = {
        "aws:RequestTag/eks-cluster-arn"            = "arn:aws:eks:${local.region}:${local.account_id}:cluster/${var.name}"
        "aws:RequestTag/kubernetes-namespace"       = "kube-system"
        "aws:RequestTag/kubernetes-service-account" = "aws-node"
      } }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "cni" {
  role       = aws_iam_role.cni.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy"
}
