// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/masking/maskpolicy.h"

#include <QObject>

namespace muster {

class FileTrial;
class TranscriptsPage;
class WhyMasked;
class Workspace;

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
