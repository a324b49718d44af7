# Drift: what AWS has is compared with what master says, by plan roles, and changes nothing.
resource "gitlab_pipeline_schedule" "drift" {
  project       = gitlab_project.this.id
  description   = "Compare AWS with master"
  ref           = "refs/heads/master"
  cron          = var.drift_cron
  cron_timezone = "Europe/Berlin"

  depends_on = [gitlab_branch.master]
}
