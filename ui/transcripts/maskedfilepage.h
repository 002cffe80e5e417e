// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/files/filetrial.h"
#include "models/rules/masking/maskpolicy.h"
#include "ui/common/forward.h"

#include <QObject>
#include <QWidget>

namespace muster {

class FileTrial;
struct PolicyNames;
class TranscriptViewer;
class TranscriptsPage;
class WhyMasked;
class Workspace;

/// A dry run of masking: a transcript in a local file, as a policy masks it. Nothing is written, and what was masked is
/// not shown. MaskedFileController acts.
class MaskedFilePage : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "masking#mask-files-on-this-computer")

public:
    explicit MaskedFilePage(QWidget *parent = nullptr);
    void setPolicies(const PolicyNames &names); ///< Beside "Default", which is always there.
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

/// Tries a masking policy on a transcript in a local file, and answers why something in it is masked or not. Needs no
/// tenant.
class MaskedFileController : public QObject
{
    Q_OBJECT

public:
    MaskedFileController(TranscriptsPage &page, Workspace &workspace, QObject *parent = nullptr);
    void open(const QString &file);

Q_SIGNALS:
    void otherFileAsked();

private:
    void mask();
    void showNames();
    [[nodiscard]] MaskPolicy policy() const;

    TranscriptsPage &m_page;
    Workspace &m_workspace;
    FileTrial *m_masked = nullptr;
    WhyMasked *m_why = nullptr;
    QString m_file;
};

} // namespace muster
