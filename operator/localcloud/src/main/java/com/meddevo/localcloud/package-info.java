/**
 * AWS on one machine: an in-memory account with a clock that implements the AWS SDK's client interfaces for the services the operator
 * drives, and can be served over HTTP with AWS's own protocols. It sees no other module of the project.
 */
package com.meddevo.localcloud;
