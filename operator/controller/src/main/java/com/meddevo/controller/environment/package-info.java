/** The loops that run: one for each environment that exists and can be used. */
package com.meddevo.controller.environment;
