// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/enrichmentmapping.h"

#include <QDialog>

class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace muster {

class PlainLabel;

/// What counts for all fields of a mapping: words that stand for nothing, and the language of names, words and letter
/// case.
class MappingWordsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit MappingWordsDialog(const EnrichmentMapping &mapping, QWidget *parent = nullptr);
    [[nodiscard]] QStringList guardWords() const;
    [[nodiscard]] QString locale() const;

private:
    void showState();

    QPlainTextEdit *m_words = nullptr;
    QLineEdit *m_locale = nullptr;
    PlainLabel *m_problem = nullptr;
    QPushButton *m_accept = nullptr;
};

} // namespace muster
