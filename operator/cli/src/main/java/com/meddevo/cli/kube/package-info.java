/** What people do with resources when they have no kubectl: apply, get, delete. */
package com.meddevo.cli.kube;
