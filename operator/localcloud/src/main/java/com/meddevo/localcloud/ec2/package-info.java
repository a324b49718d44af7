/**
 * Security groups and their rules, and nothing else of EC2: a group begins with a rule that lets everything out, a rule has an id and tags of its
 * own, and a group stays while a task or another group's rule has it. Nothing is enforced: all tasks of a machine share its loopback device. After
 * the Amazon EC2 API reference (version 2016-11-15).
 */
package com.meddevo.localcloud.ec2;
