/** Systems Manager's parameter store. */
package com.meddevo.localcloud.parameters;
