/**
 * Keeps container registries: repositories as apps name them, and no image that nobody can need. A registry has a turn of its own, an account, a role and
 * a budget of its own, and asks every environment that may pull what it needs, whichever operator drives that; what an environment cannot say keeps
 * everything.
 */
package com.meddevo.controller.registry;
