ATTACH '{file}' AS before_rewrite;
COPY FROM DATABASE before_rewrite TO {target};
DETACH before_rewrite;
