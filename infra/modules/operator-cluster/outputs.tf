output "cluster_name" {
  description = "Name of the cluster, once its nodes are there: aws eks update-kubeconfig takes it."
  value       = aws_eks_cluster.this.name
  depends_on  = [aws_eks_addon.coredns, aws_eks_access_policy_association.admin]
}
