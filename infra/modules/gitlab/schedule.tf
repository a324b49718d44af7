# Drift: what AWS has is compared with what the branch says that it is applied from, by plan roles, and changes nothing.
resource "gitlab_pipeline_schedule" "drift" {
  for_each = toset(["develop", "master"])

  project       = gitlab_project.this.id
  description   = "Compare AWS with ${each.key}"
  ref           = "refs/heads/${each.key}"
  cron          = var.drift_cron
  cron_timezone = "Europe/Berlin"

  depends_on = [gitlab_branch.master]
}
