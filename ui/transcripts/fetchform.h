// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/transcripts/fetchchoice.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;

namespace muster {

class PlainLabel;

/// How transcripts are fetched: media, the tenant's redaction, the masking policy, format, folder, pace, webhook.
class FetchForm : public QWidget
{
    Q_OBJECT

public:
    explicit FetchForm(QWidget *parent = nullptr);
    void reset(); ///< All but the policy, which is no tenant's.
    [[nodiscard]] QString policy() const; ///< Empty: the built-in one.
    /// What the chosen policy leaves in clear, in a sentence; empty: nothing.
    void setUnmasked(const QString &sentence);
    [[nodiscard]] QString unmasked() const;
    void setFolder(const QString &folder); ///< What is suggested, as long as the person chose no other.
    void setPolicies(const QStringList &names); ///< Beside the built-in one, which is always there.
    void choosePolicy(const QString &name); ///< One of them.
    void fill(FetchChoice &choice) const; ///< All but the interactions.
    [[nodiscard]] QString missing() const; ///< What must be entered first; empty: nothing.

Q_SIGNALS:
    void changed();
    void policyChosen();
    void policiesAsked(); ///< The editor is wanted.

private:
    void buildAsked(QFormLayout *form);
    void buildWritten(QFormLayout *form);
    void chooseFolder();

    QList<QCheckBox *> m_media; ///< By MediaType.
    QComboBox *m_redaction = nullptr;
    QSpinBox *m_downloads = nullptr;
    QComboBox *m_policy = nullptr;
    PlainLabel *m_unmasked = nullptr;
    QComboBox *m_form = nullptr;
    QLineEdit *m_folder = nullptr;
    QLineEdit *m_webhook = nullptr;
    QCheckBox *m_raw = nullptr;
    bool m_folderTyped = false;
};

} // namespace muster
