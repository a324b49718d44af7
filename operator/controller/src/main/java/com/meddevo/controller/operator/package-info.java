/** The process: java-operator-sdk started and stopped by Spring, its configuration, health, metrics and log. */
package com.meddevo.controller.operator;
