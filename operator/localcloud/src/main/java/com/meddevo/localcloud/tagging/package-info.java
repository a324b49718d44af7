/** The Resource Groups Tagging API: which resources of the account have which tags, over all services. */
package com.meddevo.localcloud.tagging;
