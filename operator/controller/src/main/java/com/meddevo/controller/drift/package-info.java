/** What was seen to drift since the operator started, for the dashboard. */
package com.meddevo.controller.drift;
