;;; painted.el --- What Emacs shows of texts  -*- lexical-binding: t; -*-
;;; Commentary:
;; Reads a list of texts as JSON from ARGMAP_TEXTS, and writes for each the names of its characters' faces to ARGMAP_OUT.
;;; Code:
(require 'argmap-mode)
(require 'json)
(let ((json-array-type 'list) (coding-system-for-read 'utf-8) (coding-system-for-write 'utf-8)
      (texts nil))
  (dolist (text (json-read-file (getenv "ARGMAP_TEXTS")))
    (with-temp-buffer
      (insert text)
      (argmap-mode)
      ;; A line at a time, the last first: what is shown does not hang on where the window begins.
      (font-lock-set-defaults)
      (goto-char (point-max))
      (while (progn (beginning-of-line)
                    (save-excursion (font-lock-fontify-region (point) (line-end-position)))
                    (zerop (forward-line -1))))
      (push (vconcat (mapcar (lambda (at) (symbol-name (get-text-property at 'face)))
                             (number-sequence (point-min) (1- (point-max)))))
            texts)))
  (with-temp-file (getenv "ARGMAP_OUT")
    (insert (json-encode (vconcat (nreverse texts))))))
;;; painted.el ends here
