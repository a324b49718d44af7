# Two small machines in two zones. Bottlerocket has no shell, no package manager and a read-only root, and is replaced as a whole.
# https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id-bottlerocket.html
data "aws_ssm_parameter" "image" {
  name = "/aws/service/bottlerocket/aws-k8s-${var.kubernetes_version}/arm64/latest/image_version"
}

resource "aws_eks_node_group" "this" {
  cluster_name    = aws_eks_cluster.this.name
  node_group_name = "nodes"
  node_role_arn   = aws_iam_role.node.arn
  subnet_ids      = var.subnet_ids
  ami_type        = "BOTTLEROCKET_ARM_64"
  release_version = nonsensitive(data.aws_ssm_parameter.image.value) # public; the nightly comparison tells of a newer one
  version         = aws_eks_cluster.this.version
  instance_types  = [var.instance_type]

  launch_template {
    id      = aws_launch_template.node.id
    version = aws_launch_template.node.latest_version
  }

  scaling_config {
    min_size     = 2
    desired_size = 2
    max_size     = 3
  }

  update_config {
    max_unavailable = 1
  }

  node_repair_config {
    enabled = true
  }

  # A node without network and proxy never gets ready.
  depends_on = [aws_eks_addon.of_nodes, aws_iam_role_policy_attachment.node]
}

resource "aws_launch_template" "node" {
  name                   = "${var.name}-node"
  vpc_security_group_ids = [var.task_security_group_id, aws_security_group.nodes.id] # named, so EKS does not add its own, which lets everything out

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1 # pods do not reach the node's role: https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html
  }

  dynamic "block_device_mappings" {
    for_each = { "/dev/xvda" = null, "/dev/xvdb" = 30 } # the system, as large as its image is; other images and what pods write

    content {
      device_name = block_device_mappings.key

      ebs {
        encrypted   = true
        volume_type = "gp3"
        volume_size = block_device_mappings.value
      }
    }
  }

  tag_specifications {
    resource_type = "instance"
    tags          = { Name = "${var.name}-node" }
  }
}

resource "aws_iam_role" "node" {
  name               = "${var.name}-node"
  path               = "/eks/"
  description        = "Nodes of EKS cluster ${var.name}"
  assume_role_policy = local.assumed_by["ec2"]
}

resource "aws_iam_role_policy_attachment" "node" {
  for_each = toset(["AmazonEC2ContainerRegistryPullOnly", "AmazonEKSWorkerNodePolicy"])

  role       = aws_iam_role.node.name
  policy_arn = "arn:aws:iam::aws:policy/${each.key}"
}
