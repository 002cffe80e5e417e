// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QPlainTextEdit;

namespace muster {

class PlainLabel;

/// A sample beside the policy, and at once what the policy makes of it. The sample is kept in memory only.
class PolicyTrialPane : public QWidget
{
    Q_OBJECT

public:
    explicit PolicyTrialPane(QWidget *parent = nullptr);
    [[nodiscard]] QString sample() const;
    void showMasked(const QString &masked, const QString &summary);
    void showFault(const QString &sentence); ///< What of the policy cannot be used; the text before stays.
    void setPending(); ///< What is shown is of an earlier state.

Q_SIGNALS:
    void sampleChanged();

private:
    QPlainTextEdit *m_sample = nullptr;
    QPlainTextEdit *m_masked = nullptr;
    PlainLabel *m_summary = nullptr;
};

} // namespace muster
