;;; eglot.el --- What Eglot makes of a file, as tests/neovim.lua says it  -*- lexical-binding: t; -*-
;;; Commentary:
;; Writes to ARGMAP_OUT, as JSON, what an open file is to Emacs' client of the language server.
;;; Code:
(require 'eglot)
(require 'json)

(defun until-there (what)
  "Wait until WHAT returns something."
  (with-timeout (30 (error "In vain"))
    (while (not (funcall what)) (accept-process-output nil 0.1))))

(defun text () "The text." (buffer-substring-no-properties (point-min) (point-max)))

(let ((eglot-sync-connect 30) (eglot-confirm-server-initiated-edits nil) (found nil))
  (find-file (getenv "ARGMAP_FILE"))
  (apply #'eglot (eglot--guess-contact))
  (flymake-mode 1)
  (until-there (lambda () (flymake-start) (flymake-diagnostics)))
  (push (cons 'faults (vconcat (mapcar (lambda (fault) (line-number-at-pos (flymake-diagnostic-beg fault)))
                                       (flymake-diagnostics))))
        found)
  (goto-char (point-min))
  (search-forward "weite")
  (backward-char)
  (let ((said (jsonrpc-request (eglot-current-server) :textDocument/hover (eglot--TextDocumentPositionParams))))
    (push (cons 'hover (plist-get (plist-get said :contents) :value)) found))
  (eglot-rename "größe")
  (push (cons 'renamed (text)) found)
  (search-forward "becuase")
  (eglot-code-actions (line-beginning-position) (line-end-position) "quickfix" t)
  (push (cons 'mended (text)) found)
  (eglot-format-buffer)
  (push (cons 'formatted (text)) found)
  (let ((coding-system-for-write 'utf-8))
    (with-temp-file (getenv "ARGMAP_OUT") (insert (json-encode found)))))
;;; eglot.el ends here
