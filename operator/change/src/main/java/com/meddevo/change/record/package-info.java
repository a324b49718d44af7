/** The record of an assessment: canonical, signed, and checked offline. */
package com.meddevo.change.record;
