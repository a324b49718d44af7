/** What the resources' statuses say, from what the loop knows. Pure but for {@link com.meddevo.controller.status.StatusEvents}. */
package com.meddevo.controller.status;
