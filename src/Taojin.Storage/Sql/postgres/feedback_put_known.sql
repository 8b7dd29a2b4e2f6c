UPDATE feedback SET
    value = CASE WHEN @adds THEN feedback.value + s.value ELSE s.value END,
    time = CASE WHEN @adds THEN least(feedback.time, s.time) ELSE s.time END,
    updated = CASE WHEN @adds THEN greatest(feedback.updated, s.updated) ELSE s.updated END,
    labels = s.labels, comment = s.comment, kind = s.kind
FROM staged_feedback s
WHERE s.is_known AND s.feedback_type = feedback.feedback_type AND s.user_id = feedback.user_id AND s.item_id = feedback.item_id;
