;;; argmap-mode.el --- Argument maps (.arg)  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 the argmap maintainers

;; Author: The argmap maintainers
;; Version: 0.1.0
;; Package-Requires: ((emacs "26.1"))
;; URL: https://github.com/argmap/argmap
;; Keywords: languages, text
;; SPDX-License-Identifier: MIT

;;; Commentary:

;; Colours, indentation, comments and an index for `.arg' files.  With Eglot,
;; `argmap lsp' says what is wrong while you type, completes, renames, formats and
;; mends.

;;; Code:

(defgroup argmap nil
  "Argument maps."
  :group 'languages)

(defface argmap-connective '((t :inherit font-lock-keyword-face))
  "What relates a line to the one it belongs to, as `because'.")
(defface argmap-kind '((t :inherit font-lock-type-face))
  "What a statement is, as `claim'.")
(defface argmap-unstated '((t :inherit font-lock-builtin-face))
  "The words `unstated' and `open'.")
(defface argmap-head '((t :inherit font-lock-preprocessor-face))
  "The words `map' and `section'.")
(defface argmap-use '((t :inherit font-lock-preprocessor-face))
  "The words `use' and `as'.")
(defface argmap-title '((t :inherit bold))
  "The title of a map or of a section.")
(defface argmap-path '((t :inherit font-lock-string-face))
  "The path of another map.")
(defface argmap-name '((t :inherit font-lock-constant-face))
  "The name that another map gets.")
(defface argmap-label '((t :inherit font-lock-function-name-face))
  "A label, where it is given and where it is named.")
(defface argmap-attribute '((t :inherit font-lock-variable-name-face))
  "The name of an attribute.")
(defface argmap-value '((t :inherit font-lock-constant-face))
  "The value of an attribute.")
(defface argmap-text '((t))
  "What a statement says.")
(defface argmap-quotation '((t :inherit font-lock-doc-face))
  "The words of a source.")
(defface argmap-punctuation '((t :inherit shadow))
  "A colon before a text, `>' before a quotation, `|' where a text goes on.")
(defface argmap-comment '((t :inherit font-lock-comment-face))
  "A comment.")
(defface argmap-dangling '((t :inherit font-lock-warning-face))
  "A line that goes on where there is no text before it.")

;; A label begins with a letter of any script; `premises' and `and-so' are labels.
(defconst argmap--letter "a-zA-Z\u0080-\uff19\uff1b-\U0010ffff")
(defconst argmap--label
  (format "\\([%s]\\(?:[%s0-9_-]\\|\\.[%s]\\)*\\)"
          argmap--letter argmap--letter argmap--letter))

(defun argmap--words (&rest words)
  "Return a regular expression for any of WORDS where no longer word begins so."
  (format "%s\\(?:[^%s0-9_.-]\\|$\\)" (regexp-opt words t) argmap--letter))

(defconst argmap--connective
  (argmap--words
   "because" "and" "so" "but" "although" "unless" "however" "provided" "including"
   "or" "answer" "contradicts" "outweighs" "restates" "against" "challenges"
   "explained" "by" "regardless" "of"))
(defconst argmap--unstated (argmap--words "open" "unstated"))
(defconst argmap--kind
  (argmap--words
   "claim" "premise" "recommendation" "rebuttal" "question" "suppose"))

(defun argmap--take (regexp face)
  "Give the group of REGEXP at point FACE, and go behind it and the blanks there.
Return nil where REGEXP does not match."
  (when (looking-at regexp)
    (put-text-property (match-beginning 1) (match-end 1) 'face face)
    (goto-char (match-end 1))
    (skip-chars-forward " \t")
    t))

(defun argmap--prose (face)
  "Give a colon at point its face, the text behind it FACE, and return FACE."
  (when (argmap--take "\\([:：]\\)" 'argmap-punctuation)
    (put-text-property (point) (line-end-position) 'face face)
    face))

(defun argmap--statement ()
  "Give the words of a statement at point their faces; return that of its text."
  (let ((begin (point)))
    (while (argmap--take argmap--connective 'argmap-connective))
    (while (argmap--take argmap--unstated 'argmap-unstated))
    (argmap--take argmap--kind 'argmap-kind)
    (let ((bare (= (point) begin)))
      (cond
       ((looking-at (concat argmap--label "[ \t]*[:：]"))
        (argmap--take argmap--label (if bare 'argmap-attribute 'argmap-label))
        (argmap--prose (if bare 'argmap-value 'argmap-text)))
       ((looking-at (concat argmap--label "[ \t]*$"))
        (argmap--take argmap--label 'argmap-label)
        nil)
       ((and (not bare) (looking-at (concat argmap--label "[ \t]+" (argmap--words "because"))))
        (argmap--take argmap--label 'argmap-label)
        (argmap--statement))
       ((argmap--prose 'argmap-text))))))

(defun argmap--line ()
  "Give the line at point its faces; return that of the text which may go on below."
  (cond
   ((argmap--take "\\(>\\)" 'argmap-punctuation)
    (put-text-property (point) (line-end-position) 'face 'argmap-quotation)
    'argmap-quotation)
   ((argmap--take (argmap--words "map") 'argmap-head)
    (argmap--prose 'argmap-title))
   ((argmap--take (argmap--words "section") 'argmap-head)
    (when (looking-at (concat argmap--label "[ \t]*[:：]"))
      (argmap--take argmap--label 'argmap-label))
    (argmap--prose 'argmap-title))
   ((argmap--take "\\(use\\)[ \t]" 'argmap-use)
    (argmap--take "\\([^ \t\n]+\\)" 'argmap-path)
    (argmap--take (argmap--words "as") 'argmap-use)
    (argmap--take (concat argmap--label "[ \t]*$") 'argmap-name)
    nil)
   ((argmap--statement))))

(defun argmap--fontify (limit)
  "Give the lines from point to LIMIT their faces.
Return nil, since nothing is left for Font Lock to do."
  (let ((case-fold-search nil)
        (face nil))
    (beginning-of-line)
    ;; A text goes on below, and blank lines and comments may stand between.
    (save-excursion
      (while (and (zerop (forward-line -1)) (looking-at "[ \t]*\\(?:[|#]\\|$\\)")))
      (skip-chars-forward " \t")
      (unless (memq (char-after) '(?| ?#))
        (setq face (argmap--line))))
    (while (and (< (point) limit) (not (eobp)))
      (skip-chars-forward " \t")
      (cond
       ((eolp))
       ((eq (char-after) ?#)
        (put-text-property (point) (line-end-position) 'face 'argmap-comment))
       ((not (eq (char-after) ?|))
        (setq face (argmap--line)))
       (face
        (argmap--take "\\(|\\)" 'argmap-punctuation)
        (put-text-property (point) (line-end-position) 'face face))
       (t
        (put-text-property (point) (line-end-position) 'face 'argmap-dangling)))
      (forward-line)))
  nil)

(defun argmap-indent (&optional less)
  "Indent the line by two more, or not at all where no line could be so deep.
With LESS, indent it by two less."
  (interactive "*P")
  (let ((now (current-indentation))
        (most (+ 2 (argmap--indentation-before))))
    (save-excursion
      (indent-line-to
       (cond (less (max 0 (- now 2)))
             ((< now most) (min most (+ now 2)))
             (t 0))))
    (when (< (current-column) (current-indentation))
      (back-to-indentation))))

(defun argmap-indent-less ()
  "Indent the line by two less."
  (interactive "*")
  (argmap-indent t))

(defun argmap--indentation-before ()
  "Return the indentation of the last line before this one that is not blank."
  (save-excursion
    (beginning-of-line)
    (skip-chars-backward " \t\n")
    (if (bobp) 0 (current-indentation))))

(defun argmap-indent-line ()
  "Indent an empty line as the one before it; how deep others are has a meaning."
  (when (save-excursion (back-to-indentation) (eolp))
    (indent-line-to (argmap--indentation-before))))

(defun argmap--unfilled (_)
  "Leave a paragraph as it is: where its lines end has a meaning."
  t)

(defun argmap--comment ()
  "Begin a comment above the line: behind a text it would be a part of it."
  (let ((column (current-indentation)))
    (beginning-of-line)
    (open-line 1)
    (indent-to column)
    (insert comment-start)))

(defvar argmap-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map (kbd "TAB") #'argmap-indent)
    (define-key map (kbd "<backtab>") #'argmap-indent-less)
    map)
  "The keys of `argmap-mode'.")

;;;###autoload
(define-derived-mode argmap-mode text-mode "Argmap"
  "Major mode for argument maps.

\\{argmap-mode-map}"
  (setq-local comment-start "# ")
  (setq-local comment-start-skip "#+[ \t]*")
  (setq-local comment-use-syntax nil)
  (setq-local comment-insert-comment-function #'argmap--comment)
  (setq-local font-lock-defaults '(((argmap--fontify))))
  (setq-local indent-tabs-mode nil)
  (setq-local tab-width 2)
  (setq-local indent-line-function #'argmap-indent-line)
  (setq-local electric-indent-inhibit t)
  (setq-local fill-paragraph-function #'argmap--unfilled)
  (setq-local auto-fill-inhibit-regexp ".")
  (setq-local imenu-generic-expression '((nil "^\\([^ \t\n#>|].*\\)" 1)))
  (when buffer-file-name
    (setq-local compile-command
                (concat "argmap check --format concise "
                        (shell-quote-argument buffer-file-name)))))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.arg\\'" . argmap-mode))

(defvar eglot-server-programs)
;;;###autoload
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(argmap-mode "argmap" "lsp")))

(provide 'argmap-mode)
;;; argmap-mode.el ends here
