// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriatree.h"

#include <QWidget>

class QPlainTextEdit;

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

} // namespace muster
