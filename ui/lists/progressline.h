// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>
#include <optional>

class QHBoxLayout;
class QProgressBar;
class QPushButton;

namespace muster {

class PlainLabel;

/// One line above the table while something goes on: a bar, words, and what can be done about it. Hidden at first.
class ProgressLine : public QWidget
{
    Q_OBJECT

public:
    /// `name` begins the object names of its parts.
    ProgressLine(const QString &name, const QString &accessibleName, QWidget *parent = nullptr);
    QPushButton *addButton(const char *objectName, const QString &text);
    /// nullopt: how much there is is not known.
    void setProgress(std::optional<double> share, const QString &words);

private:
    QProgressBar *m_bar = nullptr;
    PlainLabel *m_words = nullptr;
    QHBoxLayout *m_row = nullptr;
};

} // namespace muster
