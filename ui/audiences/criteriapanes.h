// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriatree.h"
#include "ui/common/forward.h"

#include <QByteArray>
#include <QWidget>

namespace muster {

/// Which part of a sentence speaks of a node.
struct SentencePart
{
    qsizetype start = 0;
    qsizetype length = 0;
    CriteriaNodeId node = noCriteriaNode;
};

/// The criteria as one sentence. Where the caret is, that node's box is meant; the box that is current in the canvas is
/// marked in the sentence.
class CriteriaSentencePane : public QWidget
{
    Q_OBJECT

public:
    explicit CriteriaSentencePane(QWidget *parent = nullptr);
    /// `parts` may nest; the shortest one that holds the caret is the one that is meant.
    void setSentence(const QString &sentence, const QList<SentencePart> &parts);
    void setCurrentNode(CriteriaNodeId node);

Q_SIGNALS:
    void nodeChosen(muster::CriteriaNodeId node); ///< By the person, with mouse or keys.

private:
    void caretMoved();
    void mark();

    QPlainTextEdit *m_text = nullptr;
    QList<SentencePart> m_parts;
    CriteriaNodeId m_current = noCriteriaNode;
    bool m_filling = false;
};

/// The exact JSON of the criteria, to be read and typed. Valid text becomes the tree as one step; a fault is named with
/// line and column and marked in the text, which stays as it was typed. What is being typed is never overwritten by a
/// change elsewhere: the person says when.
class CriteriaJsonPane : public QWidget
{
    Q_OBJECT

public:
    explicit CriteriaJsonPane(QWidget *parent = nullptr);
    /// What the tree says now. Shown at once, unless something is typed that the tree does not have.
    void setJson(const QByteArray &json);
    /// The text that was told by typed() is what the tree says now; its layout stays.
    void accept(const QByteArray &json);
    /// It is not: `sentence` says why, `offset` where, in bytes of the text; negative: nowhere in particular.
    void showFault(const QString &sentence, qint64 offset);
    [[nodiscard]] bool isDirty() const { return m_dirty; } ///< There is text that the tree does not have.
    void showMessage(const QString &sentence); ///< What became of an import or export; until the text changes.

Q_SIGNALS:
    void typed(const QByteArray &json); ///< A moment after the last key; UTF-8.
    void importAsked();
    void exportAsked(bool asLogic); ///< As JsonLogic, or as the service takes it.

private:
    QWidget *buildFoot();
    void replaceText(const QByteArray &json);
    void mark(int position);
    void clearFault();

    QPlainTextEdit *m_edit = nullptr;
    PlainLabel *m_fault = nullptr;
    QPushButton *m_discard = nullptr;
    QTimer *m_pause = nullptr;
    QByteArray m_json; ///< The tree's.
    bool m_dirty = false;
    bool m_replacing = false;
};

} // namespace muster
