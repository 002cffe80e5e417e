// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/files/filetrial.h"

#include <QWidget>

class QComboBox;

namespace muster {

class PlainLabel;
class TranscriptViewer;

/// A dry run of masking: a transcript in a local file, as a policy masks it. Nothing is written, and what was masked is
/// not shown. MaskedFileController acts.
class MaskedFilePage : public QWidget
{
    Q_OBJECT

public:
    explicit MaskedFilePage(QWidget *parent = nullptr);
    void setPolicies(const QStringList &names); ///< Those that are kept; the built-in one is always there.
    [[nodiscard]] QString policy() const; ///< Empty: the built-in one.
    void showLoading(const QString &file);
    void showMasked(const FileTrialView &view);
    void showError(const ApiError &error);
    [[nodiscard]] TranscriptViewer *viewer() const { return m_viewer; }

Q_SIGNALS:
    void closed();
    void policyChosen();
    void otherFileAsked();

private:
    PlainLabel *m_name = nullptr;
    PlainLabel *m_says = nullptr;
    QComboBox *m_policy = nullptr;
    TranscriptViewer *m_viewer = nullptr;
};

} // namespace muster
