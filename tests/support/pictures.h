// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCoreApplication>
#include <QDir>
#include <QWidget>

namespace muster::test {

/// Keeps a picture of a window as an artefact: looked at by people, compared by nobody. In the folder that ctest names
/// by MUSTER_TEST_ARTEFACTS; a test that is started by hand keeps them below where it was started.
inline void keepPicture(QWidget &window, const QString &name)
{
    const QDir folder(qEnvironmentVariable("MUSTER_TEST_ARTEFACTS", QStringLiteral("artefacts")));
    folder.mkpath(QStringLiteral("."));
    QCoreApplication::processEvents(); // what was said a moment ago takes its place
    const int ratio = qRound(window.devicePixelRatioF());
    const QString scale = ratio > 1 ? QStringLiteral("@%1x").arg(ratio) : QString();
    window.grab().save(folder.filePath(name + scale + QStringLiteral(".png")));
}

} // namespace muster::test
