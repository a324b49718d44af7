# Where infra/ci/snapshot saves what a change deletes or replaces, and as whom AWS Backup does it. The console makes a vault and a role on somebody's first visit; here nobody visits.
# https://docs.aws.amazon.com/aws-backup/latest/devguide/iam-service-roles.html
resource "aws_backup_vault" "before_changes" {
  name = "before-changes"
}

resource "aws_iam_role" "backup" {
  name        = "backup"
  path        = "/service/"
  description = "AWS Backup, saving what a change deletes"

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "Backup", Effect = "Allow", Principal = { Service = "backup.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy_attachment" "backup" {
  for_each = toset(["service-role/AWSBackupServiceRolePolicyForBackup", "AWSBackupServiceRolePolicyForS3Backup"])

  role       = aws_iam_role.backup.name
  policy_arn = "arn:aws:iam::aws:policy/${each.key}"
}
