/**
 * The operator's engine on <a href="https://docs.getmoto.org">moto</a>, an AWS that others wrote: whatever the operator and the local cloud got wrong together shows
 * here. What moto does otherwise than AWS is named in {@link com.meddevo.referee.Gap}.
 */
package com.meddevo.referee;
