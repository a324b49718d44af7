/**
 * The Kubernetes edge, on java-operator-sdk: reconcilers ask the loop and write statuses, and never wait for AWS. What the loop finds out comes back
 * as an event that wakes the resource.
 */
package com.meddevo.controller.reconcile;
