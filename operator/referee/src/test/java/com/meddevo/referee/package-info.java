/**
 * What others say. The operator's engine runs on <a href="https://docs.getmoto.org">moto</a>, an AWS that others wrote, and boto3 asks the local cloud and moto the
 * same: whatever the operator and the local cloud got wrong together shows here. What moto does otherwise than AWS is named in {@link com.meddevo.referee.Gap}.
 */
package com.meddevo.referee;
