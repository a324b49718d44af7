/**
 * The operator. {@link com.meddevo.controller.OperatorApplication} starts it; {@link com.meddevo.controller.loop} is its heart. The other packages are
 * its edges: {@code reconcile} and {@code status} to Kubernetes, {@code cloud} to AWS, {@code web} to people and programs.
 */
package com.meddevo.controller;
