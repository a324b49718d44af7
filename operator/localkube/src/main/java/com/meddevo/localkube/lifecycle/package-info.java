/** What happens to objects after a write, without a client: dependents go with their owners, content with its namespace, objects with their kind. */
package com.meddevo.localkube.lifecycle;
