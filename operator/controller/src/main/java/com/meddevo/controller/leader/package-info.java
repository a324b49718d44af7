/** Which of several replicas leads. */
package com.meddevo.controller.leader;
