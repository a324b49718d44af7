/** Who belongs to which environment: from the resources that the Kubernetes API holds to the fleet that the loop plans. */
package com.meddevo.controller.roster;
