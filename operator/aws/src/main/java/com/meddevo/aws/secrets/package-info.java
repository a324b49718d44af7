/**
 * Which version of each secret a task would get now: names, ARNs and versions, never a value, which the operator may not even read.
 *
 * <ul>
 * <li>Batch: ListSecrets, 100 a page, by up to 10 name prefixes or without any; DescribeParameters by 50 names. DescribeSecret for what the list does not
 * show, since it lags behind by up to five minutes.
 * <li>Rates: ListSecrets 100 a second, DescribeSecret more than anybody needs; DescribeParameters is not published.
 * <li>IAM: secretsmanager:ListSecrets, secretsmanager:DescribeSecret, ssm:DescribeParameters. The execution role has GetSecretValue and GetParameters.
 * <li>AWS: <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html">ListSecrets</a>,
 * <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeParameters.html">DescribeParameters</a>.
 * </ul>
 */
package com.meddevo.aws.secrets;
